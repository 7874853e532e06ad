//! Objects of Microsoft Entra ID, as Microsoft Graph returns them.

use serde_json::{Map, Value};

use super::{Identity, Unknown, text, without_owner};
use crate::resource::{Owner, ResourceId, ResourceType};

/// The key under which an answer of Microsoft Graph says what is in it.
pub(in crate::source) const CONTEXT: &str = "@odata.context";

/// Sets whose last word does not say what is in them, or not in one word.
const SETS: [(&str, &str); 3] = [
    (
        "identity/conditionalaccess/policies",
        "conditionalaccesspolicies",
    ),
    ("conditionalaccess/policies", "conditionalaccesspolicies"),
    (
        "policies/identitysecuritydefaultsenforcementpolicy",
        "securitydefaults",
    ),
];

/// `/providers/microsoft.graph/users/<id>`, of type `microsoft.graph/users`.
pub(super) fn identify(object: &Map<String, Value>, owner: Option<&Owner>) -> Option<Identity> {
    let set = set(text(object, CONTEXT)?)?;
    Some(identity(object, &set, owner))
}

fn identity(object: &Map<String, Value>, set: &str, owner: Option<&Owner>) -> Identity {
    if owner.is_some_and(|owner| *owner != Owner::Tenant) {
        return Err(without_owner("objects of Microsoft Graph", "tenant", owner));
    }
    let id = text(object, "id").filter(|id| !id.is_empty());
    let id = id.ok_or_else(|| Unknown {
        reason: format!("an object of the set `{set}` without `id`"),
        help: "a query with `$select` has to select `id`".to_owned(),
    })?;
    let resource_type = ResourceType::new(&format!("microsoft.graph/{set}"));
    let id = ResourceId::new(&format!("/providers/{resource_type}/{id}"));
    Ok((id, resource_type))
}

/// The set that a context names: `users` of `https://…/$metadata#users(id,displayName)/$entity`.
fn set(context: &str) -> Option<String> {
    let (_, fragment) = context.split_once("$metadata#")?;
    let path = fragment.split('(').next().unwrap_or_default();
    let path = path.trim_end_matches("/$entity").to_ascii_lowercase();
    let known = SETS.iter().find(|(set, _)| *set == path);
    let last = path.rsplit('/').next().unwrap_or_default();
    let set = known.map_or(last, |(_, name)| name);
    (!set.is_empty()).then(|| set.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn found(context: &str, owner: Option<&Owner>) -> Option<Result<String, String>> {
        let object = json!({"id": "A", CONTEXT: context});
        let identity = identify(object.as_object().unwrap(), owner)?;
        Some(
            identity
                .map(|(id, _)| id.to_string())
                .map_err(|unknown| unknown.reason),
        )
    }

    #[test]
    fn the_context_says_what_an_object_is() {
        let graph = "https://graph.microsoft.com/v1.0/$metadata#";
        for (context, wanted) in [
            ("users", "users"),
            ("users(id,userPrincipalName)", "users"),
            ("users(id)/$entity", "users"),
            ("groups/$entity", "groups"),
            (
                "identity/conditionalAccess/policies",
                "conditionalaccesspolicies",
            ),
            (
                "policies/identitySecurityDefaultsEnforcementPolicy/$entity",
                "securitydefaults",
            ),
            (
                "reports/authenticationMethods/userRegistrationDetails",
                "userregistrationdetails",
            ),
        ] {
            let id = format!("/providers/microsoft.graph/{wanted}/a");
            let context = format!("{graph}{context}");
            assert_eq!(found(&context, None), Some(Ok(id.clone())));
            assert_eq!(found(&context, Some(&Owner::Tenant)), Some(Ok(id)));
        }
        assert_eq!(found("https://management.azure.com", None), None);
    }

    #[test]
    fn its_objects_belong_to_the_tenant() {
        let other = Owner::new("/subscriptions/s").unwrap();
        let error = found("https://x/$metadata#users", Some(&other)).unwrap();
        assert_eq!(
            error.unwrap_err(),
            "`/subscriptions/s` is no tenant, and objects of Microsoft Graph belong to one"
        );
        let nameless = json!({CONTEXT: "https://x/$metadata#users"});
        assert!(
            identify(nameless.as_object().unwrap(), None)
                .unwrap()
                .is_err()
        );
    }
}
