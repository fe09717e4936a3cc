package io.interlock.console.api;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.config.ConfigYaml;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.CommandResult;
import io.interlock.core.engine.ReloadOrder;
import io.interlock.core.port.ReloadInput;

/** As a host has it, over a preset of the test's. Threading: any. */
final class RigConfigs implements ConfigDesk
{
    private final BreakerEngine engine;

    /** What happens between a judgement and its reload. */
    volatile Runnable meanwhile = () ->
    {
    };

    RigConfigs(final BreakerEngine engine)
    {
        this.engine = engine;
    }

    @Override
    public Shown shown()
    {
        final BreakerConfig config = engine.desk().config();
        return new Shown(ConfigYaml.of(config), hash(config));
    }

    @Override
    public BreakerConfig read(final String yaml)
    {
        return ConfigLoader.sent("yaml", yaml, "default");
    }

    @Override
    public String hash(final BreakerConfig config)
    {
        return String.format("%08x", ConfigYaml.of(config).hashCode()).repeat(8);
    }

    @Override
    public CommandResult reload(final BreakerConfig from, final BreakerConfig config, final String actor, final String reason)
    {
        meanwhile.run();
        final ReloadInput.Text text = new ReloadInput.Text(ConfigYaml.of(config), hash(config));
        return engine.desk().reload(new ReloadOrder(from, config, text, shown().hash()), actor, reason);
    }
}
