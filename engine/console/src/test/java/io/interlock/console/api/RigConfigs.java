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
    public CommandResult reload(final BreakerConfig config, final BreakerConfig judged, final String actor, final String reason)
    {
        return engine.desk().reload(new ReloadOrder(config, new ReloadInput.Text(ConfigYaml.of(config), hash(config)), shown().hash(),
            judged),
            actor, reason);
    }
}
