//! Devices of an IoT hub, as `az iot hub device-identity list` writes them.

use serde_json::{Map, Value};

use super::{Identity, below, text, without_owner};
use crate::resource::{Owner, ResourceType};

const HUBS: &str = "/providers/microsoft.devices/iothubs/";

/// `<hub>/devices/<device>`, of type `microsoft.devices/iothubs/devices`.
pub(super) fn identify(object: &Map<String, Value>, owner: Option<&Owner>) -> Option<Identity> {
    let device = text(object, "deviceId").filter(|_| !object.contains_key("id"))?;
    let hub = owner.and_then(Owner::resource);
    let hub = hub.filter(|id| id.as_str().contains(HUBS));
    let identity = hub
        .map(|hub| {
            let id = below(hub, &format!("devices/{device}"));
            (id, ResourceType::new("microsoft.devices/iothubs/devices"))
        })
        .ok_or_else(|| without_owner("devices", "IoT hub", owner));
    Some(identity)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_device_belongs_to_its_hub() {
        let device = json!({"deviceId": "Press-1", "status": "enabled"});
        let device = device.as_object().unwrap();
        let hub = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Devices/IotHubs/hub";
        let owner = Owner::new(hub).unwrap();
        let (id, kind) = identify(device, Some(&owner)).unwrap().unwrap();
        assert_eq!(id.as_str(), format!("{hub}/devices/press-1").to_lowercase());
        assert_eq!(kind.as_str(), "microsoft.devices/iothubs/devices");
        let reason = identify(device, None).unwrap().unwrap_err().reason;
        assert_eq!(reason, "devices do not say which IoT hub they belong to");
    }
}
