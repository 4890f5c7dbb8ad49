import Documents
import Testing

/// What a receiver gets, read by `protoc` and by an unpacker of snappy that is not ours; and what an
/// agent does with its answers.
@Suite(.serialized) struct ReceiverTests {
  private func remote(_ report: Node) throws -> Node {
    try #require(report["remoteWrite"]?.array?.first)
  }

  private func refused(_ report: Node) throws -> [String] {
    (try remote(report)["refused"]?.array ?? []).map {
      "\($0["samples"]?.int ?? 0) \($0["reason"]?.string ?? "")"
    }
  }

  private func series(_ labels: [(String, String)], _ value: String) -> String {
    let lines = labels.map {
      "  labels {\n    name: \"\($0.0)\"\n    value: \"\($0.1)\"\n  }\n"
    }
    return "timeseries {\n\(lines.joined())  samples {\n\(value)"
  }

  @Test func `1.0 is what the specification prescribes`() throws {
    let lab = try AgentLab()
    let report = try lab.run(
      AgentLab.configuration(write: "/answers/204", more: "headers: {X-Tenant: home}"), ["--once"])
    let seen = try lab.seen("/answers/204")
    let request = try #require(seen.first)
    #expect(seen.count == 1)
    let header = try #require(request["header"])
    #expect(header["Content-Encoding"]?.string == "snappy")
    #expect(header["Content-Type"]?.string == "application/x-protobuf")
    #expect(header["X-Prometheus-Remote-Write-Version"]?.string == "0.1.0")
    #expect(header["X-Tenant"]?.string == "home")
    let text = try #require(request["text"]?.string)
    let own = [("instance", "127.0.0.1:\(lab.port)"), ("job", "j"), ("via", "agent")]
    let rows: [(String, [(String, String)], String)] = [
      ("http_requests_total", [("code", "200")], "    value: 3\n"),
      // A zero is not written: proto3.
      ("http_requests_total", [("code", "500")], "    timestamp"),
      ("temperature_celsius", [], "    value: -21.5\n"), ("nothing", [], "    value: nan\n"),
      ("always", [], "    value: inf\n"), ("minus", [], "    value: -0\n"),
      ("up", [], "    value: 1\n"), ("scrape_samples_scraped", [], "    value: 6\n"),
    ]
    for (name, labels, value) in rows {
      #expect(text.contains(series([("__name__", name)] + labels + own, value)), "\(name)")
    }
    #expect(request["samples"]?.int == 11)
    #expect(try remote(report)["sent"]?.int == 11)
    #expect(try remote(report)["pending"]?.int == 0)
  }

  @Test func `1.0 tells of families apart from their samples`() throws {
    let lab = try AgentLab()
    _ = try lab.run(
      AgentLab.configuration(
        metrics: "/metrics/openmetrics", write: "/answers/204",
        more: "metadata_config: {send_interval: 1s}"), ["--for", "4s"])
    let texts = try lab.seen("/answers/204").compactMap { $0["text"]?.string }
    let text = try #require(texts.first { $0.contains("metadata {") })
    #expect(!text.contains("timeseries"))
    let metadata = text.split(separator: "metadata {").map(String.init)
    let counter = try #require(metadata.first { $0.contains("type: COUNTER") })
    #expect(counter.contains("help: \"Requests.\""))
    #expect(metadata.contains { $0.contains("type: GAUGE") })
  }

  @Test func `2.0 names each string once, and tells of families`() throws {
    let lab = try AgentLab()
    let report = try lab.run(
      AgentLab.configuration(
        metrics: "/metrics/openmetrics", write: "/answers/204",
        more: "protobuf_message: io.prometheus.write.v2.Request"), ["--once"])
    let request = try #require(try lab.seen("/answers/204").first)
    let header = try #require(request["header"])
    #expect(
      header["Content-Type"]?.string
        == "application/x-protobuf;proto=io.prometheus.write.v2.Request")
    #expect(header["X-Prometheus-Remote-Write-Version"]?.string == "2.0.0")
    let text = try #require(request["text"]?.string)
    let symbols = text.split(separator: "\n").filter { $0.hasPrefix("symbols: ") }
    #expect(symbols.first == "symbols: \"\"")
    #expect(Set(symbols).count == symbols.count)
    #expect(symbols.contains("symbols: \"Requests.\""))
    #expect(symbols.contains("symbols: \"via\""))
    #expect(text.contains("type: METRIC_TYPE_COUNTER"))
    #expect(text.contains("type: METRIC_TYPE_GAUGE"))
    #expect(request["samples"]?.int == 11)
    #expect(try remote(report)["sent"]?.int == 11)
  }

  @Test func `series that write_relabel_configs drop are counted, others are rewritten`() throws {
    let lab = try AgentLab()
    let rules = """
      write_relabel_configs:
        - {source_labels: [__name__], regex: "http_.*|scrape_.*", action: drop}
        - {source_labels: [via], target_label: through}
        - {regex: instance, action: labeldrop}
      """
    let report = try lab.run(
      AgentLab.configuration(write: "/answers/204", more: rules), ["--once"])
    let text = try #require(try lab.seen("/answers/204").first?["text"]?.string)
    #expect(!text.contains("http_requests") && !text.contains("instance"))
    #expect(text.contains("name: \"through\"\n    value: \"agent\""))
    #expect(try remote(report)["droppedByRelabelling"]?.int == 6)
    #expect(try remote(report)["sent"]?.int == 5)
  }

  @Test(arguments: [
    ("/answers/503,503,204", 3), ("/answers/500,502,429,204", 4), ("/answers/503+1,204", 2),
    ("/answers/429+1,204", 2),
  ]) func `what may pass is sent again, the very same`(path: String, requests: Int) throws {
    let lab = try AgentLab()
    let start = ContinuousClock.now
    let report = try lab.run(AgentLab.configuration(write: path), ["--once"])
    let seen = try lab.seen(path)
    #expect(seen.count == requests)
    #expect(Set(seen.map { $0["text"]?.string }).count == 1)
    #expect(try remote(report)["sent"]?.int == 11)
    #expect(try remote(report)["retries"]?.int == requests - 1)
    #expect(try refused(report) == [])
    if path.contains("+1") { #expect(ContinuousClock.now - start > .seconds(1)) }
  }

  @Test(arguments: [
    ("/answers/404", "nothing takes samples there"), ("/basic", "look at basic_auth"),
    ("/answers/413", "HTTP status 413"),
  ]) func `what will not pass is dropped, counted and said`(path: String, words: String) throws {
    let lab = try AgentLab()
    let report = try lab.run(AgentLab.configuration(write: path), ["--once"])
    #expect(try remote(report)["sent"]?.int == 0)
    #expect(try remote(report)["pending"]?.int == 0)
    let refused = try refused(report)
    #expect(refused.count == 1)
    #expect(refused[0].hasPrefix("11 server returned HTTP status"))
    #expect(refused[0].contains(words), "\(refused)")
  }

  @Test(arguments: ["/only-v1", "/silent"]) func `a receiver of 1.0 only is said to be one`(
    path: String
  ) throws {
    let lab = try AgentLab()
    let report = try lab.run(
      AgentLab.configuration(
        write: path, more: "protobuf_message: io.prometheus.write.v2.Request"), ["--once"])
    #expect(
      try refused(report).first?.contains("protobuf_message: prometheus.WriteRequest") == true)
  }

  @Test(arguments: [
    ("/basic", "basic_auth: {username: agent, password: 'pass:word'}"),
    ("/bearer", "authorization: {credentials: t0ken}"),
    ("/bearer", "bearer_token: t0ken"),
  ]) func `says who it is`(path: String, settings: String) throws {
    let lab = try AgentLab()
    let report = try lab.run(AgentLab.configuration(write: path, more: settings), ["--once"])
    #expect(try remote(report)["sent"]?.int == 11)
    #expect(!report.json.contains("t0ken") && !report.json.contains("pass:word"))
  }

  @Test func `of a request that is refused only the bad samples are lost`() throws {
    let lab = try AgentLab()
    let report = try lab.run(
      AgentLab.configuration(metrics: "/metrics/bad", write: "/picky"), ["--once"])
    #expect(try remote(report)["sent"]?.int == 103)
    #expect(
      try refused(report) == ["2 server returned HTTP status 400 Bad Request: out of order sample"])
    let taken = try lab.seen("/picky").filter { $0["status"]?.int == 204 }
    #expect(taken.reduce(0) { $0 + ($1["samples"]?.int ?? 0) } == 103)
  }

  @Test func `what is left is sent by the next run, to the URL that took the place`() throws {
    let lab = try AgentLab()
    let away = try lab.run(
      AgentLab.configuration(write: "/answers/503"), ["--once", "--flush-deadline", "300ms"])
    #expect(try remote(away)["pending"]?.int == 11)
    let there = try lab.run(AgentLab.configuration(write: "/answers/204"), ["--once"])
    #expect(there["log"]?["leftFromBefore"]?.int == 11)
    #expect(try remote(there)["sent"]?.int == 22)
    let samples = try lab.seen("/answers/204").reduce(0) { $0 + ($1["samples"]?.int ?? 0) }
    #expect(samples == 22)
  }

  /// Series that go, and a target that fails, are marked as Prometheus marks them.
  @Test(arguments: [
    ("/metrics/vanishing", ["goes"]),
    ("/metrics/failing", ["http_requests_total", "temperature_celsius"]),
  ]) func `the end of a series is marked once`(metrics: String, names: [String]) throws {
    let lab = try AgentLab()
    let report = try lab.run(
      AgentLab.configuration(metrics: metrics, write: "/answers/204", interval: "1s"),
      ["--for", "5s"])
    let text = try lab.seen("/answers/204").compactMap { $0["text"]?.string }.joined()
    let marked = text.split(separator: "timeseries {").filter { $0.contains("value: nan") }
    for name in names {
      #expect(marked.contains { $0.contains("\"\(name)\"") }, "\(name)")
    }
    #expect(!marked.contains { $0.contains("\"up\"") || $0.contains("\"stays\"") })
    #expect(report["log"]?["staleMarkers"]?.int == (names == ["goes"] ? 1 : 6), "\(report.json)")
  }
}
