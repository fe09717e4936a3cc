package io.interlock.cli.run;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A name that nobody has any more would be passed over, and the start be as slow as before. */
class EarlyClassesTest
{
    static Stream<String> names()
    {
        return Stream.concat(EarlyClasses.FIRST.stream(), EarlyClasses.AFTER_THE_LOG.stream());
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldNameAClassThatIsThere(final String name)
    {
        assertThatCode(() -> Class.forName(name, false, EarlyClassesTest.class.getClassLoader())).doesNotThrowAnyException();
    }
}
