package io.interlock.console.api;

import io.interlock.config.ConfigLoader;
import io.interlock.console.access.Persons;
import io.interlock.console.access.Principal;
import io.interlock.console.access.Role;
import io.interlock.console.approval.TwoPersonRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The two-person rule over clocks and admins of a test's own; a token is its owner's name. Threading: any. */
final class TwoPersons implements Persons
{
    final List<Principal> all = new CopyOnWriteArrayList<>();
    final List<String> steps = Collections.synchronizedList(new ArrayList<>());
    final List<String> refusals = Collections.synchronizedList(new ArrayList<>());
    final AtomicLong nowNs = new AtomicLong(7);
    private final SecondPerson second;

    private TwoPersons(final LongSupplier wallMs, final String... admins)
    {
        Stream.of(admins).map(name -> new Principal(name, Role.ADMIN)).forEach(all::add);
        final TwoPersonRule rule = new TwoPersonRule(
            this, nowNs::get, wallMs, (who, what, outcome) -> steps.add(who + '|' + what + '|' + outcome));
        second = new SecondPerson(
            rule, this, () -> ConfigLoader.preset("default"), (who, what, outcome) -> refusals.add(who + '|' + what + '|' + outcome));
    }

    static TwoPersons at(final LongSupplier wallMs, final String... admins)
    {
        return new TwoPersons(wallMs, admins);
    }

    SecondPerson second()
    {
        return second;
    }

    @Override
    public Principal find(final String token)
    {
        return all.stream().filter(each -> each.name().equals(token)).findFirst().orElse(null);
    }

    @Override
    public boolean holds(final Principal principal)
    {
        return all.contains(principal);
    }

    @Override
    public List<String> admins()
    {
        return all.stream().filter(each -> each.role() == Role.ADMIN).map(Principal::name).toList();
    }
}
