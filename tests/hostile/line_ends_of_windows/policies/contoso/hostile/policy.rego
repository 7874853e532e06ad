# METADATA@CR@
# title: A policy of Windows@CR@
# custom:@CR@
#   severity: high@CR@
#   resource_types: [microsoft.keyvault/vaults]@CR@
package contoso.hostile@CR@
@CR@
default healthy := false@CR@
@CR@
healthy if input.properties.enableSoftDelete@CR@
