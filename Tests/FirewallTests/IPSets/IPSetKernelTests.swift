import Addressing
import Firewall
import Testing

/// The kernel's own sets, in a network namespace, say what is right.
@Suite struct IPSetKernelTests {
  static func sets(_ seed: UInt64) -> [RandomIPSet] {
    RandomIPSet.kinds.flatMap { kind in
      let widths = kind == .bitmapIP || kind == .bitmapPort ? [false] : [false, true]
      return widths.map { RandomIPSet(kind, isWide: $0, seed: seed) }
    }
  }

  /// The lines without what differs from run to run: the seconds left, and for a set written by
  /// hand the hash's seed and size.
  static func steady(_ text: String) -> Set<String> {
    Set(
      text.split(separator: "\n").map { line in
        var words = line.split(separator: " ")
        for index in words.indices.dropLast() {
          switch words[index] {
          case "timeout" where words[index + 1].utf8.count >= 5: words[index + 1] = "later"
          case "initval", "hashsize": words[index + 1] = "any"
          case _: break
          }
        }
        return words.joined(separator: " ")
      })
  }

  @Test func `says which types this kernel lacks`() throws {
    let all: [IPSetKind] = [
      .hashIPMark, .hashMAC, .hashIPMAC, .hashNetNet, .hashNetPortNet, .bitmapIPMAC, .listSet,
    ]
    for kind in all + RandomIPSet.kinds {
      let range =
        switch kind {
        case .bitmapPort: " range 0-9"
        case .bitmapIP, .bitmapIPMAC: " range 10.0.0.0/24"
        case _: ""
        }
      let shell = try Shell(inNamespace: "ipset create x \(kind)\(range)")
      if shell.status == 0 { continue }
      #expect(shell.errors.contains("not supported"), "\(shell.errors)")
      #expect(!RandomIPSet.kinds.contains(kind), "this kernel has no \(kind)")
      print("\(kind) is checked by tables of text and code only: \(shell.errors)", terminator: "")
    }
  }

  @Test(arguments: 1...UInt64(6))
  func `prints what the kernel saves, and restores to the same`(seed: UInt64) throws {
    let input = Self.sets(seed).flatMap(\.lines).map { $0 + "\n" }.joined()
    let first = try Shell(inNamespace: "ipset -exist restore && ipset save", input: input)
    #expect(first.status == 0, "\(first.errors)")
    let saved = try IPSets(parsing: first.output)
    #expect(saved.text == first.output)
    let expected = Self.steady(first.output)
    for text in [saved.text, try IPSets(parsing: input).text] {
      let again = try Shell(inNamespace: "ipset -exist restore && ipset save", input: text)
      #expect(again.status == 0, "\(again.errors)")
      #expect(Self.steady(again.output).symmetricDifference(expected) == [])
    }
  }

  @Test(arguments: 1...UInt64(6))
  func `holds what the kernel holds`(seed: UInt64) throws {
    var random = Self.sets(seed)
    // With physdev: among them, a network whose hash happens to meet hides shorter ones.
    let input = random.flatMap(\.lines).filter { !$0.contains("physdev:") }
      .map { $0 + "\n" }.joined()
    var questions: [(set: Int, question: RandomIPSet.Question)] = []
    for index in random.indices {
      for _ in 0..<100 {
        if let question = random[index].question() { questions.append((index, question)) }
      }
    }
    let tests = questions.map { "test \(random[$0.set].name) \($0.question.element)\n" }.joined()
    let shell = try Shell(
      inNamespace: "ipset -exist restore && ipset save >&2 && ipset - < tests 2>&1 >/dev/null",
      input: input, files: ["tests": tests])
    let answers = shell.output.split(separator: "\n").filter {
      $0.hasPrefix("Warning: ") || $0.contains(" is NOT in set ") || $0.contains("out of")
    }
    try #require(answers.count == questions.count, "\(shell.output.prefix(2000))")
    for sets in [try IPSets(parsing: input), try IPSets(parsing: shell.errors)] {
      for (answer, (index, question)) in zip(answers, questions) {
        let directions = try #require(IPSetDirections(parsing: random[index].directions))
        let ours = sets.test(question.packet, in: random[index].name, IPSetQuery(directions))
        guard (ours != .no) != answer.hasPrefix("Warning: ") else { continue }
        Issue.record("\(answer) \(ours) \(random[index].lines)")
      }
    }
  }
}
