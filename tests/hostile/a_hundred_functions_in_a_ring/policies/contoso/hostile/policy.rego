# METADATA
# title: A policy that harms
# custom:
#   severity: high
#   resource_types: [microsoft.keyvault/vaults]
package contoso.hostile

default healthy := false

f0(n) := f1(n + 1)

f1(n) := f2(n + 1)

f2(n) := f3(n + 1)

f3(n) := f4(n + 1)

f4(n) := f5(n + 1)

f5(n) := f6(n + 1)

f6(n) := f7(n + 1)

f7(n) := f8(n + 1)

f8(n) := f9(n + 1)

f9(n) := f10(n + 1)

f10(n) := f11(n + 1)

f11(n) := f12(n + 1)

f12(n) := f13(n + 1)

f13(n) := f14(n + 1)

f14(n) := f15(n + 1)

f15(n) := f16(n + 1)

f16(n) := f17(n + 1)

f17(n) := f18(n + 1)

f18(n) := f19(n + 1)

f19(n) := f20(n + 1)

f20(n) := f21(n + 1)

f21(n) := f22(n + 1)

f22(n) := f23(n + 1)

f23(n) := f24(n + 1)

f24(n) := f25(n + 1)

f25(n) := f26(n + 1)

f26(n) := f27(n + 1)

f27(n) := f28(n + 1)

f28(n) := f29(n + 1)

f29(n) := f30(n + 1)

f30(n) := f31(n + 1)

f31(n) := f32(n + 1)

f32(n) := f33(n + 1)

f33(n) := f34(n + 1)

f34(n) := f35(n + 1)

f35(n) := f36(n + 1)

f36(n) := f37(n + 1)

f37(n) := f38(n + 1)

f38(n) := f39(n + 1)

f39(n) := f40(n + 1)

f40(n) := f41(n + 1)

f41(n) := f42(n + 1)

f42(n) := f43(n + 1)

f43(n) := f44(n + 1)

f44(n) := f45(n + 1)

f45(n) := f46(n + 1)

f46(n) := f47(n + 1)

f47(n) := f48(n + 1)

f48(n) := f49(n + 1)

f49(n) := f50(n + 1)

f50(n) := f51(n + 1)

f51(n) := f52(n + 1)

f52(n) := f53(n + 1)

f53(n) := f54(n + 1)

f54(n) := f55(n + 1)

f55(n) := f56(n + 1)

f56(n) := f57(n + 1)

f57(n) := f58(n + 1)

f58(n) := f59(n + 1)

f59(n) := f60(n + 1)

f60(n) := f61(n + 1)

f61(n) := f62(n + 1)

f62(n) := f63(n + 1)

f63(n) := f64(n + 1)

f64(n) := f65(n + 1)

f65(n) := f66(n + 1)

f66(n) := f67(n + 1)

f67(n) := f68(n + 1)

f68(n) := f69(n + 1)

f69(n) := f70(n + 1)

f70(n) := f71(n + 1)

f71(n) := f72(n + 1)

f72(n) := f73(n + 1)

f73(n) := f74(n + 1)

f74(n) := f75(n + 1)

f75(n) := f76(n + 1)

f76(n) := f77(n + 1)

f77(n) := f78(n + 1)

f78(n) := f79(n + 1)

f79(n) := f80(n + 1)

f80(n) := f81(n + 1)

f81(n) := f82(n + 1)

f82(n) := f83(n + 1)

f83(n) := f84(n + 1)

f84(n) := f85(n + 1)

f85(n) := f86(n + 1)

f86(n) := f87(n + 1)

f87(n) := f88(n + 1)

f88(n) := f89(n + 1)

f89(n) := f90(n + 1)

f90(n) := f91(n + 1)

f91(n) := f92(n + 1)

f92(n) := f93(n + 1)

f93(n) := f94(n + 1)

f94(n) := f95(n + 1)

f95(n) := f96(n + 1)

f96(n) := f97(n + 1)

f97(n) := f98(n + 1)

f98(n) := f99(n + 1)

f99(n) := f0(n + 1)

healthy if f0(1)
