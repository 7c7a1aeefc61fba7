"""Objects of vendor and standard MIBs that say what a device as a whole is, as data.

One file per kind of equipment, one row per object; `device_object` is the record. Facts
come from the MIB named in the row. Read by `decode/device_values.py`, asked for by
`collect/vendor_plan.py`. It must not hold a maker's guilt, nor a value of any device.
"""

from auditor.model.device_objects.device_object import DeviceObject
from auditor.model.device_objects.families import FAMILY_OBJECTS
from auditor.model.device_objects.power import POWER_OBJECTS
from auditor.model.device_objects.security import SECURITY_OBJECTS
from auditor.model.device_objects.servers import HOST_OBJECTS
from auditor.model.device_objects.standard import STANDARD_OBJECTS
from auditor.model.device_objects.switches import SWITCH_OBJECTS
from auditor.model.device_objects.transport import TRANSPORT_OBJECTS
from auditor.model.device_objects.wireless import WIRELESS_OBJECTS

DEVICE_OBJECTS: tuple[DeviceObject, ...] = (
    *SWITCH_OBJECTS,
    *WIRELESS_OBJECTS,
    *SECURITY_OBJECTS,
    *TRANSPORT_OBJECTS,
    *POWER_OBJECTS,
    *HOST_OBJECTS,
    *FAMILY_OBJECTS,
    *STANDARD_OBJECTS,
)
"""In order of preference between equals."""
