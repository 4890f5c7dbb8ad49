import Discovery
import Documents
import PrometheusConfiguration

/// What the jobs of a configuration find among recorded objects.
struct FoundByJobs {
  private let jobs: [(job: ScrapeJob, found: JobTargets)]

  init(_ jobs: [(ScrapeJob, JobTargets)]) { self.jobs = jobs.map { (job: $0, found: $1) } }

  var isEmpty: Bool { jobs.isEmpty }

  /// Jobs that find nothing, and targets that Prometheus merges without a word.
  var findings: [Finding] {
    jobs.flatMap { job, found in
      let count = Count(found)
      var findings: [Finding] = []
      if count.scraped == 0, found.problems.isEmpty {
        findings.append(
          Finding(
            kind: .jobWithoutTargets, job: job.name, file: job.file, line: job.line,
            summary: count.dropped > 0
              ? "the job drops all \(count.dropped) targets that it finds"
              : "the job finds no target among these objects",
            change:
              "diagnose scrape targets --job \(job.name) --steps TARGET shows each rule's work."))
      }
      if count.merged > 0 {
        findings.append(
          Finding(
            kind: .targetRepeated, job: job.name, file: job.file, line: job.line,
            summary: "\(count.merged) targets have the labels and the URL of another: Prometheus"
              + " merges them silently",
            change:
              "Keep what tells them apart, as the port's name, in a label, or drop the others."
          ))
      }
      return findings
    }
  }

  /// `[{"job","scraped","dropped","failed","merged","problems"}]`.
  var node: Node {
    Node(
      .array(
        jobs.map { job, found in
          let count = Count(found)
          return Node(
            .object([
              .init("job", Node(.string(job.name))),
              .init("scraped", Node(integerLiteral: count.scraped)),
              .init("dropped", Node(integerLiteral: count.dropped)),
              .init("failed", Node(integerLiteral: count.failed)),
              .init("merged", Node(integerLiteral: count.merged)),
              .init(
                "problems", Node(.array(found.problems.map { Node(.string($0.description)) }))),
            ]))
        }))
  }

  /// The same for people.
  var text: String {
    jobs.map { job, found in
      let count = Count(found)
      return "\(job.name): \(count.scraped) scraped, \(count.dropped) dropped"
        + (count.failed > 0 ? ", \(count.failed) that cannot be scraped" : "") + "\n"
        + found.problems.map { "  note: \($0)\n" }.joined()
    }.joined()
  }

  private struct Count {
    var scraped = 0
    var dropped = 0
    var failed = 0
    var merged = 0

    init(_ found: JobTargets) {
      for target in found.pool.targets {
        switch target.fate {
        case .scraped: scraped += 1
        case .dropped: dropped += 1
        case .failed: failed += 1
        }
      }
      merged = found.pool.merged.values.reduce(0, +)
    }
  }
}
