import Addressing
import KernelLab
import Testing

@Suite(.serialized) struct GeneratorTests {
  @Test func `makes the same rules from the same seed`() {
    let kinds = ["hash:ip", "hash:net", "hash:ip,port"]
    let one = RulesetGenerator.ruleset(seed: 7, kinds: kinds)
    #expect(one == RulesetGenerator.ruleset(seed: 7, kinds: kinds))
    #expect(one != RulesetGenerator.ruleset(seed: 8, kinds: kinds))
  }

  @Test func `makes rules that the tools take, nearly always`() async throws {
    let refusals = try await onOwnThread {
      let kinds = try KernelKinds.sets()
      return try (1...20).flatMap { seed -> [String] in
        let wanted = RulesetGenerator.ruleset(seed: UInt64(seed), kinds: kinds)
        return try wanted.load(into: try ThreeHosts()).refusals
      }
    }
    for refusal in refusals { print(refusal) }
    #expect(refusals.count <= 6)
  }
}
