import Foundation
import Testing

@testable import Collecting

/// The command in networks of `Probes/Scenarios`, in two namespaces at once.
@Suite(.enabled(if: geteuid() == 0, "building networks needs root: run the tests as root"))
struct LiveCaptureTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// What capture says on scraper and node1 while an attempt is made in a scenario.
  private func story(_ scenario: String, _ target: String, _ translated: String) throws -> String {
    let tool = Self.root.appendingPathComponent(".build/debug/diagnose").path
    try #require(
      FileManager.default.isExecutableFile(atPath: tool), "build it first: swift build")
    let script = """
      '\(tool)' capture \(target) --translated \(translated) --netns scraper,node1 --duration 5 \
      --quiet --output json --write /run/seen.pcapng & capture=$!
      sleep 1.5
      ip netns exec scraper '\(tool)' probe \(target) --timeout 1.5 --no-trace > /dev/null
      wait $capture
      tcpdump -nn -r /run/seen.pcapng 2> /dev/null | wc -l
      """
    let keep = Self.root.appendingPathComponent("Probes/keep").path
    let child = try ChildProcess.run([keep, scenario, "bash", "-c", script], seconds: 120)
    return String(decoding: child.output, as: UTF8.self)
  }

  @Test func `sees a refusal at both ends, and writes what tcpdump reads`() throws {
    let story = try story("networkpolicy-denies-source", "10.43.4.242:8082", "10.42.0.38:8082")
    #expect(story.contains(#""kind":"refused""#), "\(story)")
    #expect(story.contains(#""interface":"scraper/eth0""#))
    #expect(story.contains(#""interface":"node1/eth0""#))
    #expect(story.contains(#""quotedTTL":63"#))
    #expect(story.contains(#""dropped":0"#))
    let written = story.split(separator: "\n").last.flatMap { Int($0) } ?? 0
    #expect(written >= 4, "\(story)")
  }

  @Test func `sees an answer that was not translated back`() throws {
    let story = try story("asymmetric-return-path", "10.43.65.4:80", "10.42.1.40:8080")
    #expect(story.contains(#""kind":"answered-by-another-address""#), "\(story)")
    #expect(story.contains(#""answeredBy":"10.42.1.40:8080""#))
    #expect(story.contains(#""translatedServer":"10.42.1.40:8080""#))
  }
}
