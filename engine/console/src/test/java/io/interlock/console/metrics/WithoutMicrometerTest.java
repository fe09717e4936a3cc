package io.interlock.console.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Micrometer is optional: only its binder knows of it, and the text works where it is not. */
class WithoutMicrometerTest
{
    /** Runs in a class loader of its own. */
    public static final class Scraping implements Supplier<String>
    {
        @Override
        public String get()
        {
            try (MetricsRig rig = new MetricsRig())
            {
                return rig.lively().text();
            }
        }
    }

    @Test
    void shouldScrapeWithoutMicrometerOnTheClassPath() throws Exception
    {
        try (URLClassLoader bare = new URLClassLoader(withoutMicrometer(), ClassLoader.getPlatformClassLoader()))
        {
            assertThatThrownBy(() -> bare.loadClass("io.micrometer.core.instrument.MeterRegistry"))
                .isInstanceOf(ClassNotFoundException.class);
            final Object scraping = bare.loadClass(Scraping.class.getName()).getConstructor().newInstance();
            assertThat((String)((Supplier<?>)scraping).get()).contains("interlock_level{");
        }
    }

    private static URL[] withoutMicrometer() throws MalformedURLException
    {
        final List<URL> urls = new ArrayList<>();
        for (final String entry : System.getProperty("java.class.path").split(File.pathSeparator))
        {
            if (!entry.contains("micrometer"))
            {
                urls.add(new File(entry).toURI().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }

    @Test
    void shouldKnowOfMicrometerInTheBinderAlone()
    {
        ArchRuleDefinition.noClasses().that().haveNameNotMatching(".*InterlockMeterBinder.*")
            .should().dependOnClassesThat().resideInAPackage("io.micrometer..")
            .check(new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.interlock.console"));
    }
}
