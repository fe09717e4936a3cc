package io.interlock.config;

/** The section of one scope, in code. Threading: one thread. */
public final class ScopeConfigBuilder extends SettingsBuilder<ScopeConfigBuilder>
{
    ScopeConfigBuilder(final Layer layer, final ErrorList errors)
    {
        super(layer, errors);
    }

    @Override
    ScopeConfigBuilder self()
    {
        return this;
    }
}
