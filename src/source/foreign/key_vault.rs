//! Keys, secrets and certificates, as `az keyvault` and the REST interface of a vault list them.

use serde_json::{Map, Value};

use super::{Identity, below, text, without_owner};
use crate::resource::{Owner, ResourceId, ResourceType};

/// The vault is one of these, as it stands in ids.
const VAULTS: &str = "/providers/microsoft.keyvault/vaults/";
const COLLECTIONS: [&str; 3] = ["keys", "secrets", "certificates"];

/// `<vault>/keys/<name>`, of type `microsoft.keyvault.data/vaults/keys`. Their own ids are
/// addresses, `https://<vault>.vault.azure.net/keys/<name>`, and of keys they are called `kid`.
pub(super) fn identify(object: &Map<String, Value>, owner: Option<&Owner>) -> Option<Identity> {
    let address = text(object, "kid").or_else(|| text(object, "id"))?;
    let (host, path) = address.strip_prefix("https://")?.split_once('/')?;
    let (vault, _) = host.split_once(".vault.")?;
    let mut words = path.split('/');
    let collection = words.next().filter(|word| COLLECTIONS.contains(word))?;
    let name = words.next().filter(|name| !name.is_empty())?;
    let is_vault = |id: &&ResourceId| {
        let found = id.as_str().split_once(VAULTS).map(|(_, name)| name);
        found.is_some_and(|found| found.eq_ignore_ascii_case(vault))
    };
    let identity = owner
        .and_then(Owner::resource)
        .filter(is_vault)
        .map(|vault| {
            let kind = format!("microsoft.keyvault.data/vaults/{collection}");
            (
                below(vault, &format!("{collection}/{name}")),
                ResourceType::new(&kind),
            )
        })
        .ok_or_else(|| {
            let objects = format!("objects of `{host}`");
            without_owner(&objects, "vault", owner)
        });
    Some(identity)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const VAULT: &str =
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/KV-shop";

    fn found(object: Value, owner: &str) -> Option<Result<String, String>> {
        let owner = Owner::new(owner).unwrap();
        let identity = identify(object.as_object().unwrap(), Some(&owner))?;
        let show = |(id, kind): (ResourceId, ResourceType)| {
            format!("{} {kind}", &id.as_str()[VAULT.len()..])
        };
        Some(identity.map(show).map_err(|unknown| unknown.reason))
    }

    #[test]
    fn an_object_stands_in_its_vault() {
        let address = "https://kv-shop.vault.azure.net";
        let key = json!({"kid": format!("{address}/keys/a/0f"), "name": "a"});
        let wanted = "/keys/a microsoft.keyvault.data/vaults/keys";
        assert_eq!(found(key, VAULT), Some(Ok(wanted.to_owned())));
        let certificate = json!({"id": format!("{address}/certificates/b")});
        let wanted = "/certificates/b microsoft.keyvault.data/vaults/certificates";
        assert_eq!(found(certificate, VAULT), Some(Ok(wanted.to_owned())));
    }

    #[test]
    fn the_vault_is_the_one_of_the_address() {
        let key = json!({"kid": "https://kv-other.vault.azure.net/keys/a"});
        let reason = format!(
            "`{}` is no vault, and objects of `kv-other.vault.azure.net` belong to one",
            VAULT.to_lowercase()
        );
        assert_eq!(found(key, VAULT), Some(Err(reason)));
        let row = json!({"id": format!("{VAULT}/keys/a")});
        assert_eq!(found(row, VAULT), None);
    }
}
