from auditor.model.device_objects.device_object import DeviceObject
DEVICE_OBJECTS: tuple[DeviceObject, ...] = ()
