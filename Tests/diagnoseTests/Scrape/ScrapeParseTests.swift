import Documents
import Testing

/// The JSON of `scrape parse`, as other programs read it.
@Suite struct ScrapeParseTests {
  @Test func `a sample has its name, labels, value and time`() throws {
    let (code, node) = try ScrapeContract.ask(
      ["parse", "-"],
      input: #"""
        # HELP a_total What\nit is.
        # TYPE a_total counter
        a_total{code="2\"0",b="é"} 1
        b 1e3 12

        """#)
    #expect(code == 0)
    #expect(node["valid"]?.bool == true)
    let samples = try #require(node["samples"]?.array)
    #expect(samples.map { $0["name"]?.string } == ["a_total", "b"])
    #expect(samples[0]["labels"]?.strings == ["code": "2\"0", "b": "é"])
    #expect(samples.map { $0["value"]?.string } == ["1", "1000"])
    #expect(samples[0]["timestamp"] == nil)
    #expect(samples[1]["timestamp"]?.int == 12)
    let metadata = try #require(node["metadata"]?.array?.first)
    #expect(metadata.strings == ["name": "a_total", "type": "counter", "help": "What\nit is."])
  }

  @Test(arguments: [
    ("a 0.1", "0.1"), ("a 1e-7", "1e-07"), ("a 1e21", "1e+21"), ("a 123456789.5", "123456789.5"),
    ("a -0", "-0"), ("a NaN", "NaN"), ("a +Inf", "+Inf"), ("a 1e20", "100000000000000000000"),
    ("a 0.00001", "0.00001"), ("a 1.5e16", "15000000000000000"),
    ("a -12345.678901", "-12345.678901"), ("a 5e-324", "5e-324"),
  ])
  func `numbers are printed as Prometheus prints them`(_ row: (body: String, value: String)) throws
  {
    let (_, node) = try ScrapeContract.ask(["parse", "-"], input: row.body)
    #expect(node["samples"]?.array?.first?["value"]?.string == row.value)
  }

  @Test func `an exemplar stands with its sample`() throws {
    let (_, node) = try ScrapeContract.ask(
      ["parse", "-", "--content-type", "application/openmetrics-text"],
      input: "# TYPE a counter\na_total 1 2 # {t=\"x\"} 3 4.5\n# EOF\n")
    let sample = try #require(node["samples"]?.array?.first)
    #expect(sample["timestamp"]?.int == 2000)
    #expect(sample["exemplar"]?["labels"]?.strings == ["t": "x"])
    #expect(sample["exemplar"]?["value"]?.string == "3")
    #expect(sample["exemplar"]?["timestamp"]?.int == 4500)
  }

  @Test func `a bound is what Prometheus 3 stores`() throws {
    let (_, node) = try ScrapeContract.ask(
      ["parse", "-"], input: "# TYPE h histogram\nh_bucket{le=\"1\",x=\"1\"} 2\n")
    #expect(node["samples"]?.array?.first?["labels"]?.strings == ["le": "1.0", "x": "1"])
  }

  @Test(arguments: [
    (
      "a 1\nb\n", 2,
      "expected value after metric, got \"\\n\" (\"INVALID\") while parsing: \"b\\n\""
    ),
    ("<html>", 1, "expected a valid start token, got \"<\" (\"INVALID\") while parsing: \"<\""),
  ])
  func `a body that is refused has Prometheus' words and a line`(
    _ row: (body: String, line: Int, words: String)
  ) throws {
    let (code, node) = try ScrapeContract.ask(["parse", "-"], input: row.body)
    #expect(code == 65)
    #expect(node["valid"]?.bool == false)
    #expect(node["line"]?.int == row.line)
    #expect(node["error"]?.string == row.words)
  }
}
