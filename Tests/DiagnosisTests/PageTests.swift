import Addressing
import Diagnosis
import Foundation
import Reporting
import Testing

/// The example of each page is what the tool says today.
struct PageTests {
  @Test(arguments: Scenario.all)
  func `shows in its page what the tool says`(_ scenario: Scenario) throws {
    let path = "\(Repository.root)/Docs/Reference/causes/\(scenario.name).md"
    let page = String(
      decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
    let block = try #require(
      page.split(separator: "```console\n").dropFirst().first?.split(separator: "\n```").first)
    let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
    let command = try #require(lines.first)
    let from = scenario.source == "192.168.1.10" ? "" : " --from \(scenario.source)"
    #expect(
      command
        == "$ diagnose target \(scenario.target)\(from) --snapshot Samples/Snapshots/\(scenario.name)"
    )
    let source = from.isEmpty ? nil : IPAddress(parsing: scenario.source)
    let text = try Repository.diagnose(scenario.name, scenario.target, from: source).text()
    #expect(lines.dropFirst().joined(separator: "\n") + "\n" == text)
  }
}
