import Diagnosis
import Foundation
import Testing

/// Lines that Prometheus prints, 2.42 and 3.x, and what they are explained by first.
struct ExplanationTests {
  @Test(
    arguments: [
      (
        #"Get "http://10.43.4.242:8082/metrics": dial tcp 10.43.4.242:8082: connect: connection refused"#,
        "connection-refused", "10.43.4.242:8082"
      ),
      (
        #"Get "http://10.42.0.38/metrics": dial tcp 10.42.0.38:80: connect: no route to host"#,
        "no-route-to-host", "10.42.0.38:80"
      ),
      (
        #"Get "http://[fd00::1]:9/metrics": dial tcp [fd00::1]:9: connect: network is unreachable"#,
        "network-is-unreachable", "[fd00::1]:9"
      ),
      (
        #"dial tcp 10.1.1.1:80: connect: permission denied"#, "connect-permission-denied",
        "10.1.1.1:80"
      ),
      (
        #"Get "http://10.42.0.5:8080/metrics": context deadline exceeded"#, "timeout",
        "10.42.0.5:8080"
      ),
      (#"Get "http://h:1/metrics": dial tcp 10.42.0.5:1: i/o timeout"#, "timeout", "10.42.0.5:1"),
      (
        #"Get "http://a.b.svc:80/metrics": dial tcp: lookup a.b.svc on 10.0.0.1:53: no such host"#,
        "name-does-not-resolve", "a.b.svc:80"
      ),
      (
        #"Get "http://h/metrics": dial tcp: lookup h on 10.0.0.1:53: read udp 1.1.1.1:2->10.0.0.1:53: i/o timeout"#,
        "name-does-not-resolve", "h:80"
      ),
      (
        #"Get "https://10.42.0.5:9/metrics": tls: first record does not look like a TLS handshake"#,
        "https-to-http-port", "10.42.0.5:9"
      ),
      (
        #"Get "https://h:9/metrics": http: server gave HTTP response to HTTPS client"#,
        "https-to-http-port", "h:9"
      ),
      (
        #"Get "http://h:9/metrics": net/http: HTTP/1.x transport connection broken: malformed HTTP response "\x15\x03\x01\x00\x02\x02P""#,
        "http-to-https-port", "h:9"
      ),
      (
        #"Get "https://h:9/metrics": tls: failed to verify certificate: x509: certificate signed by unknown authority"#,
        "tls-unknown-ca", "h:9"
      ),
      (
        #"Get "https://10.0.0.1:9/m": x509: cannot validate certificate for 10.0.0.1 because it doesn't contain any IP SANs"#,
        "tls-name-mismatch", "10.0.0.1:9"
      ),
      (
        #"Get "https://h:9/m": x509: certificate is valid for a, b, not h"#, "tls-name-mismatch",
        "h:9"
      ),
      (
        #"Get "https://h:9/m": x509: certificate has expired or is not yet valid: current time 2026-01-01T00:00:00Z is after 2025-01-01T00:00:00Z"#,
        "tls-expired", "h:9"
      ),
      (
        #"Get "https://h:9/m": remote error: tls: certificate required"#, "tls-client-certificate",
        "h:9"
      ),
      (#"server returned HTTP status 401 Unauthorized"#, "http-401", nil),
      (#"server returned HTTP status 403 Forbidden"#, "http-403", nil),
      (#"server returned HTTP status 404 Not Found"#, "http-404", nil),
      (#"server returned HTTP status 400 Bad Request"#, "http-400", nil),
      (#"server returned HTTP status 503 Service Unavailable"#, "http-503", nil),
      (#"server returned HTTP status 502 Bad Gateway"#, "http-502", nil),
      (#"server returned HTTP status 500 Internal Server Error"#, "http-5xx", nil),
      (#"server returned HTTP status 204 No Content"#, "http-status-other", nil),
      (#"Get "http://h:1/m": stopped after 10 redirects"#, "http-redirected", "h:1"),
      (
        #"received unsupported Content-Type "text/html; charset=utf-8" and no fallback_scrape_protocol specified for target"#,
        "content-type", nil
      ),
      (
        "non-compliant scrape target sending blank Content-Type and no fallback_scrape_protocol specified for target",
        "content-type", nil
      ),
      (
        #"expected a valid start token, got "<" ("INVALID") while parsing: "<""#,
        "html-or-json-body", nil
      ),
      (#""INVALID" is not a valid start token"#, "html-or-json-body", nil),
      (
        #"strconv.ParseFloat: parsing "x": invalid syntax while parsing: "a x""#,
        "exposition-malformed", nil
      ),
      ("data does not end with # EOF", "exposition-malformed", nil),
      ("body size limit exceeded", "scrape-limit", nil),
      ("sample limit exceeded", "scrape-limit", nil),
      ("target_limit exceeded (number of targets: 2, limit: 1)", "scrape-limit", nil),
      (#"Get "http://h:1/m": EOF"#, "connection-reset", "h:1"),
      (
        #"Get "http://h:1/m": read tcp 10.0.0.1:5->10.0.0.2:1: read: connection reset by peer"#,
        "connection-reset", "10.0.0.2:1"
      ),
      ("unexpected EOF", "unexpected-eof", nil),
      (#"Get "https://h:1/m": http2: client connection lost"#, "http2-stuck", "h:1"),
      (
        #"unable to read authorization credentials: unable to read file /t: open /t: no such file or directory"#,
        "credentials-unreadable", nil
      ),
      (
        #"Get "http://h:1/m": proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection refused"#,
        "proxy", "10.0.0.9:3128"
      ),
      (
        #"failed to list *v1.Pod: pods is forbidden: User "system:serviceaccount:a:b" cannot list resource "pods" in API group "" at the cluster scope"#,
        "discovery-forbidden", nil
      ),
      (
        #"instance 0 in group 0: "http://x" is not a valid hostname"#, "target-creation-failed",
        "x:80"
      ),
      (
        "Error on ingesting samples with different value but same timestamp", "samples-rejected",
        nil
      ),
      (
        #"dial tcp 10.0.0.1:1: connect: cannot assign requested address"#, "local-ports-exhausted",
        "10.0.0.1:1"
      ),
    ] as [(String, String, String?)])
  func `knows what Prometheus says`(line: String, symptom: String, target: String?) throws {
    let explanation = try #require(ErrorExplanation(line))
    #expect(explanation.symptom.id == symptom)
    #expect(explanation.target == target)
    #expect(!explanation.causes.isEmpty)
    for cause in explanation.causes {
      #expect(!cause.decide.contains("{"), "\(cause.decide)")
    }
  }

  @Test func `does not guess`() {
    #expect(ErrorExplanation("the weather is fine") == nil)
    #expect(ErrorExplanation("") == nil)
  }

  @Test func `quotes what a shell would take apart`() throws {
    let line = #"Get "http://h:1/probe?a=b&c=d": server returned HTTP status 404"#
    let explanation = try #require(ErrorExplanation(line))
    #expect(explanation.causes.contains { $0.decide.contains("'http://h:1/probe?a=b&c=d'") })
  }

  @Test func `has every symptom and cause on its page`() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Docs/Reference/prometheus-errors.md")
    let page = try String(contentsOf: path, encoding: .utf8)
    for symptom in PrometheusSymptom.all {
      #expect(page.contains("## `\(symptom.id)`"), "\(symptom.id)")
      for cause in symptom.causes { #expect(page.contains("`\(cause.id)`"), "\(cause.id)") }
    }
    #expect(Set(PrometheusSymptom.all.map(\.id)).count == PrometheusSymptom.all.count)
  }
}
