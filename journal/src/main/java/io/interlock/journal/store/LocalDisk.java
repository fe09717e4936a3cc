package io.interlock.journal.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Refuses file systems on which mapped memory, locks and force do not mean what the journal needs. Threading: any thread. */
public final class LocalDisk
{
    private static final Set<String> NETWORK = Set.of(
        "9p", "afs", "afpfs", "beegfs", "ceph", "cifs", "drvfs", "gfs", "gfs2", "glusterfs", "gpfs", "lustre", "ncpfs", "ocfs2", "smbfs",
        "vboxsf", "vmhgfs", "virtiofs", "webdav", "davfs");

    private LocalDisk()
    {
    }

    static void require(final Path directory) throws IOException
    {
        final FileStore disk = Files.getFileStore(directory);
        require(directory, disk.type());
    }

    static void require(final Path directory, final String type) throws IOException
    {
        if (refused(type))
        {
            throw new IOException("the journal " + directory + " lies on a " + type
                + " file system: a network's or another machine's disk cannot keep it. Give it a directory on a local disk");
        }
    }

    /**
     * Whether a file system is a network's, or another machine's.
     *
     * @param type as {@link FileStore#type()} names it.
     * @return true where no journal can be kept on it.
     */
    public static boolean refused(final String type)
    {
        final String name = type.toLowerCase(Locale.ROOT);
        final boolean fuse = name.startsWith("fuse") && !name.equals("fuseblk");
        return NETWORK.contains(name) || name.startsWith("nfs") || name.startsWith("smb") || fuse;
    }
}
