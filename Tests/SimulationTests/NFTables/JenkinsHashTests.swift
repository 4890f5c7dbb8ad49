import Testing

@testable import Simulation

@Suite struct JenkinsHashTests {
  @Test func `scales a hash below the modulus`() {
    #expect(JenkinsHash.scale(0, modulus: 1000) == 0)
    #expect(JenkinsHash.scale(0x8000_0000, modulus: 1000) == 500)
    #expect(JenkinsHash.scale(.max, modulus: 1000) == 999)
  }
}
