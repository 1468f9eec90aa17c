"""On which kind of disk a file lies: SQLite's locks do not hold over a network."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

MOUNTS = Path("/proc/self/mountinfo")
NETWORK = frozenset(
    {
        "afs",
        "ceph",
        "cifs",
        "fuse.glusterfs",
        "fuse.s3fs",
        "fuse.sshfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
    }
)


def refuse_network_disk(path: Path, *, mounts: Path = MOUNTS) -> None:
    """Refuse to keep a SQLite database where several machines could write it at once."""
    kind = kind_of_disk(path, mounts=mounts)
    if kind in NETWORK:
        raise ImproperlyConfigured(
            f"The SQLite database would lie on a network disk ({kind}), where its locks do not "
            "hold. Put it on a local disk, or use PostgreSQL (DATABASE_URL)."
        )


def kind_of_disk(path: Path, *, mounts: Path = MOUNTS) -> str:
    """Return the file system's name as Linux gives it; nothing where it cannot be known.

    A line of mountinfo: `36 35 98:0 /root /mount/point options - type source superoptions`.
    """
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    place = path.resolve()
    found = [
        (len(point.parts), line.partition(" - ")[2].split(" ")[0])
        for line in lines
        if place.is_relative_to(point := mount_point(line))
    ]
    return max(found, default=(0, ""), key=lambda pair: pair[0])[1]


def mount_point(line: str) -> Path:
    """Return the fifth word; blanks in it are written as `\\040`."""
    return Path(line.split(" ")[4].replace("\\040", " "))
