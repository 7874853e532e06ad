//! What Defender for Cloud itself says of resources.

use std::io;
use std::sync::LazyLock;

use crate::scope::Scope;
use crate::template::Template;

static ASSESSMENT: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {
            "displayName": "<title>",
            "status": <65%{"code": "Healthy", "firstEvaluationDate": "2026-03-0<2|5|8>T07:25:33.9042617Z", "statusChangeDate": "2026-10-1<1|4>T03:12:09.1180022Z"}|
                {"code": "<Unhealthy|Unhealthy|NotApplicable>", "cause": "OpenFindings", "description": "There are open findings", "firstEvaluationDate": "2026-03-0<2|5|8>T07:25:33.9042617Z", "statusChangeDate": "2026-10-1<1|4>T03:12:09.1180022Z"}>,
            "resourceDetails": {"Source": "Azure", "Id": "<holder>", "ResourceName": "<name>", "ResourceProvider": "Microsoft.Compute"},
            "additionalData": {"lastScanned": "2026-11-2<1|2|3>T21:44:10.0000000Z", "assessedResourceType": "ServerVulnerability"},
            "metadata": {
                "displayName": "<title>", "assessmentType": "BuiltIn", "policyDefinitionId": "/providers/Microsoft.Authorization/policyDefinitions/<guid>",
                "description": "Defender for Cloud found something to repair on the resource; it is repeated here for each of them, as in the service",
                "severity": "<High|Medium|Low>", "userImpact": "Low", "implementationEffort": "Moderate", "categories": ["Compute"], "threats": ["MissingCoverage", "DataExfiltration"]
            },
            "links": {"azurePortal": "portal.azure.com/#blade/Microsoft_Azure_Security/RecommendationsBlade/assessmentKey/<name>"}
        }"#,
    )
});

static FINDING: LazyLock<Template> = LazyLock::new(|| {
    Template::row(
        r#""kind": "", "properties": {
            "id": "CVE-2026-<number>", "displayName": "Vulnerable package", "category": "Security update",
            "status": <70%{"code": "Healthy", "severity": "<High|Medium|Low>"}|{"code": "Unhealthy", "cause": "Unknown", "severity": "<High|Medium|Low>"}>,
            "description": "A package that is installed has a known vulnerability", "remediation": "Update the package", "impact": "Remote code may run",
            "timeGenerated": "2026-11-2<1|2|3>T21:44:10.0000000Z", "resourceDetails": {"source": "Azure", "id": "<holder>"},
            "additionalData": {"assessedResourceType": "ServerVulnerability", "patchable": true, "cvss": {"3.0": {"base": 7.5}}}
        }"#,
    )
});

/// An assessment: its key and its title.
type Assessment = (&'static str, &'static str);

const MACHINES: [Assessment; 14] = [
    (
        "35f45c95-27cf-4e52-891f-8390d1de5828",
        "Adaptive application controls for defining safe applications should be enabled on your machines",
    ),
    (
        "f9f0eed0-f143-47bf-b856-671ea2eeed62",
        "Adaptive network hardening recommendations should be applied on internet facing virtual machines",
    ),
    (
        "1234abcd-1b53-4fd4-9835-2c2fa3935313",
        "Allowlist rules in your adaptive application control policy should be updated",
    ),
    (
        "0677209d-e675-2c6f-e91a-54cef2878663",
        "Container hosts should be configured securely",
    ),
    (
        "4fb67663-9ab9-475d-b026-8c544cced439",
        "Endpoint protection should be installed on machines",
    ),
    (
        "37a3689a-818e-4a0e-82ac-b1392b9bb000",
        "Endpoint protection health issues on machines should be resolved",
    ),
    (
        "83f577bd-a1b6-b7e1-0891-12ca19d1e6df",
        "Install endpoint protection solution on virtual machines",
    ),
    (
        "b7604066-ed76-45f9-a5c1-c97e4812dc55",
        "Virtual machines guest attestation status should be healthy",
    ),
    (
        "e2f798b8-621a-4d46-99d7-1310e09eba26",
        "Linux virtual machines should enforce kernel module signature validation",
    ),
    (
        "d79a60ef-d490-484e-91ed-f45ceb0e7cfb",
        "Machines should be restarted to apply security configuration updates",
    ),
    (
        "c476dc48-8110-4139-91af-c8d940896b98",
        "Machines should be configured securely",
    ),
    (
        "ad50b498-f90c-451f-886f-d0a169cc5002",
        "Linux virtual machines should use only signed and trusted boot components",
    ),
    (
        VULNERABILITIES,
        "Machines should have vulnerability findings resolved",
    ),
    (
        "f97aa83c-9b63-4f9a-99f6-b22c4398f936",
        "SQL servers on machines should have vulnerability findings resolved",
    ),
];
const VULNERABILITIES: &str = "1195afff-c881-495e-9bc5-1486211ae03f";
const SCALE_SETS: [Assessment; 4] = [
    (
        "21300918-b2e3-0346-785f-c77ff57d243b",
        "Endpoint protection should be installed on virtual machine scale sets",
    ),
    (
        "e71020c2-860c-3235-cd39-04f3f8c936d2",
        "Endpoint protection health issues on virtual machine scale sets should be resolved",
    ),
    (
        "8941d121-f740-35f6-952c-6561d2b38d36",
        "Virtual machine scale sets should be configured securely",
    ),
    (
        "bd20bd91-aaf1-7f14-b6e4-866de2f43146",
        "System updates on virtual machine scale sets should be installed",
    ),
];

/// An assessment of a machine, with findings where it is one of vulnerabilities.
pub(super) fn machine(scope: &mut Scope<'_>, machine: &str) -> io::Result<()> {
    let (key, title) = MACHINES[scope.random.below(MACHINES.len() as u64) as usize];
    let assessment = write(scope, machine, key, title)?;
    if key == VULNERABILITIES {
        let finding = format!("{assessment}/subassessments/{}", &key[..8]);
        scope.write(&FINDING, &finding, &[("holder", machine)])?;
    }
    Ok(())
}

/// An assessment of a scale set.
pub(super) fn scale_set(scope: &mut Scope<'_>, set: &str) -> io::Result<()> {
    let (key, title) = SCALE_SETS[scope.random.below(SCALE_SETS.len() as u64) as usize];
    write(scope, set, key, title).map(drop)
}

/// The assessment of a function app.
pub(super) fn function_app(scope: &mut Scope<'_>, site: &str) -> io::Result<()> {
    let key = "afd071f0-ebaa-422b-bb2f-8a772a31db75";
    let title = "Function apps should have vulnerability findings resolved";
    write(scope, site, key, title).map(drop)
}

/// An assessment of something, by its key and title.
pub(super) fn write(
    scope: &mut Scope<'_>,
    holder: &str,
    key: &str,
    title: &str,
) -> io::Result<String> {
    let id = format!("{holder}/providers/Microsoft.Security/assessments/{key}");
    scope.write(&ASSESSMENT, &id, &[("holder", holder), ("title", title)])?;
    Ok(id)
}
