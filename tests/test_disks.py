"""SQLite is refused where its locks do not hold."""

import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.test import SimpleTestCase

from LeadManagementSystem.disks import kind_of_disk, refuse_network_disk

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
90 22 0:50 / /srv/our\\040share rw shared:5 - nfs4 server:/export rw,vers=4.2
91 90 8:2 / /srv/our\\040share/local rw - xfs /dev/sdb1 rw
"""


class DiskTests(SimpleTestCase):
    def setUp(self) -> None:
        self.mounts = Path(self.enterContext(tempfile.TemporaryDirectory())) / "mountinfo"
        self.mounts.write_text(MOUNTS)

    def test_the_closest_mount_point_decides(self) -> None:
        for place, kind in {
            "/srv/kam.sqlite3": "ext4",
            "/srv/our share/kam.sqlite3": "nfs4",
            "/srv/our share/local/kam.sqlite3": "xfs",
        }.items():
            self.assertEqual(kind_of_disk(Path(place), mounts=self.mounts), kind)

    def test_a_network_disk_is_refused(self) -> None:
        with self.assertRaisesMessage(ImproperlyConfigured, "network disk (nfs4)"):
            refuse_network_disk(Path("/srv/our share/kam.sqlite3"), mounts=self.mounts)

    def test_a_local_disk_is_not(self) -> None:
        refuse_network_disk(Path("/srv/kam.sqlite3"), mounts=self.mounts)

    def test_where_nothing_is_known_nothing_is_refused(self) -> None:
        self.assertEqual(kind_of_disk(Path("/srv"), mounts=Path("/nowhere")), "")
