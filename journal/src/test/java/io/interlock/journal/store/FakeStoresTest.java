package io.interlock.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The stores that tests use do what they say. */
class FakeStoresTest
{
    @Test
    void shouldDropWhatWasNotForced() throws Exception
    {
        final MemoryStore store = new MemoryStore();
        StoreTests.append(store, 0);
        store.force();
        StoreTests.append(store, 1);
        assertThat(StoreTests.read(store.source())).hasSize(2);
        store.losePower();
        assertThat(StoreTests.numbers(StoreTests.read(store.source()))).containsExactly(0L);
    }

    @Test
    void shouldFailTheCallThatWasAskedFor() throws Exception
    {
        final MemoryStore memory = new MemoryStore();
        final FaultyStore store = new FaultyStore(memory, FaultyStore.Call.APPEND, FaultyStore.Fault.ENOSPC, 2, 1);
        StoreTests.append(store, 0);
        assertThatThrownBy(() -> StoreTests.append(store, 1)).isInstanceOf(IOException.class).hasMessageContaining("No space");
        StoreTests.append(store, 2);
        assertThat(StoreTests.numbers(StoreTests.read(memory.source()))).containsExactly(0L, 2L);
        final FaultyStore half = new FaultyStore(memory, FaultyStore.Call.APPEND, FaultyStore.Fault.SHORT_WRITE, 1, 1);
        assertThatThrownBy(() -> StoreTests.append(half, 3)).isInstanceOf(IOException.class);
        assertThat(memory.size()).isEqualTo(3);
    }

    @Test
    void shouldStallUntilLetGo() throws Exception
    {
        final FaultyStore store = new FaultyStore(new MemoryStore(), FaultyStore.Call.FORCE, FaultyStore.Fault.STALL, 1, 1);
        final CompletableFuture<Void> forcing = CompletableFuture.runAsync(() ->
        {
            try
            {
                store.force();
            }
            catch (final IOException failed)
            {
                throw new IllegalStateException(failed);
            }
        });
        store.reached().await();
        assertThat(forcing).isNotDone();
        store.letGo();
        forcing.join();
    }
}
