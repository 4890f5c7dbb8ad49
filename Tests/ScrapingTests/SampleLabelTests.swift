import Relabelling
import Scraping
import ServerLab
import Testing

/// What a target's labels and the exposed ones come to (`honor_labels` of Prometheus' documentation).
@Suite struct SampleLabelTests {
  @Test(arguments: [
    (false, ["exported_exported_job=theirs", "exported_job=mine", "exported_instance=theirs"]),
    (true, ["job=theirs", "exported_job=mine", "instance=theirs"]),
  ])
  func `resolves conflicts between exposed labels and the target's`(
    _ row: (honors: Bool, labels: [String])
  ) throws {
    let lab = try LocalTargets.shared.get()
    var settings = ScrapeSettings()
    settings.honorLabels = row.honors
    let subject = ScrapeSubject(
      labels: ["job": "ours", "instance": "here"],
      url: "http://\(lab.address("plain"))/conflict", settings: settings)
    let sample = try #require(try Scraper().scrape([subject])[0].samples.first)
    let labels = sample.labels.labels.map { "\($0.name)=\($0.value)" }
    for label in row.labels { #expect(labels.contains(label), "\(labels)") }
  }
}
