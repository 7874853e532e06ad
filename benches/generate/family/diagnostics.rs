//! Diagnostic settings of resources of any type.

use std::io;
use std::sync::LazyLock;

use crate::scope::Scope;
use crate::template::Template;

static SETTING: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {
            "storageAccountId": <null|"<scope>/resourceGroups/<group>/providers/Microsoft.Storage/storageAccounts/stlogs">,
            "serviceBusRuleId": null, "eventHubAuthorizationRuleId": null, "eventHubName": null, "logAnalyticsDestinationType": null,
            "workspaceId": "<scope>/resourceGroups/rg-platform-prod/providers/Microsoft.OperationalInsights/workspaces/log-prod",
            "metrics": [{"category": "AllMetrics", "timeGrain": null, "enabled": <true|false>, "retentionPolicy": {"enabled": false, "days": 0}}],
            "logs": [
                {"category": null, "categoryGroup": "audit", "enabled": <75%true|false>, "retentionPolicy": {"enabled": <true|false>, "days": <0|30|365>}},
                {"category": null, "categoryGroup": "allLogs", "enabled": <false|true>, "retentionPolicy": {"enabled": true, "days": <30|365>}}
            ]
        }"#,
    )
});

/// The diagnostic setting of a resource, if it has one.
pub(super) fn perhaps(scope: &mut Scope<'_>, holder: &str) -> io::Result<()> {
    if !scope.random.chance(60) {
        return Ok(());
    }
    let setting = format!("{holder}/providers/Microsoft.Insights/diagnosticSettings/audit");
    scope.write(&SETTING, &setting, &[])
}
