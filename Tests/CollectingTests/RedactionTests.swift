import Documents
import Testing

@testable import Collecting

@Suite struct RedactionTests {
  static let pods = """
    {"kind":"List","items":[{"kind":"Pod","metadata":{"name":"a","namespace":"b",
    "labels":{"data":"kept","env":"kept"},"managedFields":[{"x":1}],
    "annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{secret}",
    "prometheus.io/scrape":"true"}},
    "spec":{"nodeName":"n","containers":[{"name":"c","command":["sh","-c","secret"],
    "args":["--token=secret"],"env":[{"name":"P","value":"secret"}],"envFrom":[{"x":"secret"}],
    "ports":[{"containerPort":8082,"name":"metrics"}]}]}},
    {"kind":"Service","metadata":{"name":"s","namespace":"b"},
    "spec":{"selector":{"command":"kept"},"ports":[{"port":80}]}}]}
    """

  @Test func `takes out what may be secret and keeps labels, selectors and ports`() throws {
    let out = String(decoding: Redaction.redacted(Array(Self.pods.utf8)), as: UTF8.self)
    #expect(!out.contains("secret"))
    #expect(!out.contains("managedFields"))
    for kept in [
      #""data":"kept","env":"kept""#, #""command":"kept""#, #""containerPort":8082"#,
      #""prometheus.io/scrape":"true""#, #""nodeName":"n""#,
    ] {
      #expect(out.contains(kept), "\(kept) in \(out)")
    }
  }

  @Test func `leaves what is no JSON to its reader`() {
    let text = Array("kind: Pod\n".utf8)
    #expect(Redaction.redacted(text) == text)
  }
}
