package lib.arc_test

import data.lib.arc

test_operating_system if {
	arc.runs({"properties": {"osType": "Linux"}}, "linux")
	arc.runs({"properties": {"osName": "windows"}}, "windows")
	not arc.runs({"properties": {"osType": "linux"}}, "windows")
	not arc.runs({"properties": {}}, "linux")
}
