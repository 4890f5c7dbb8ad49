public import Transfer

/// Scrapes targets again and again, each at its own moment of the interval (`scrapeLoop.run`).
///
/// A loop belongs to one thread. Moments are spread by the target's labels and URL, and a target's
/// moment stays the same from interval to interval.
public final class ScrapeLoop {
  private let loop: TransferLoop
  private var underWay = 0
  private var schedule: ScrapeSchedule
  private var scrapes: [ActiveScrape]
  private let tokens = TokenDesk()
  private let keepsSamples: Bool
  private let numbering: (any SeriesNumbering)?
  private var isUnderWay: [Bool]
  private let handler: (Int, ScrapeReport) -> Void
  /// Scrapes that began more than an interval late, or could not begin because the one before was
  /// still under way.
  public private(set) var missed = 0
  /// The latest that a scrape has begun after its moment.
  public private(set) var worstDelay = Duration.zero

  /// A loop over `subjects`; `handler` is told the position of a subject and how its scrape ended.
  public init(
    _ subjects: [ScrapeSubject], keepingSamples: Bool = false,
    numbering: (any SeriesNumbering)? = nil, handler: @escaping (Int, ScrapeReport) -> Void
  ) throws(TransferError) {
    loop = try TransferLoop(idleConnections: subjects.count + 16)
    schedule = ScrapeSchedule(subjects)
    (keepsSamples, self.numbering) = (keepingSamples, numbering)
    let tokens = tokens
    scrapes = subjects.map {
      ActiveScrape($0, keepsSamples: keepingSamples, numbering: numbering, tokens: tokens)
    }
    isUnderWay = Array(repeating: false, count: subjects.count)
    self.handler = handler
  }

  /// Scrapes one target more; its position is the next.
  public func add(_ subject: ScrapeSubject) {
    schedule.add(subject)
    scrapes.append(
      ActiveScrape(
        subject, keepsSamples: keepsSamples, numbering: numbering, tokens: tokens))
    isUnderWay.append(false)
    loop.keep(idleConnections: scrapes.count + 16)
  }

  /// Scrapes a target no more. A scrape of it that is under way is still told.
  public func remove(_ index: Int) { schedule.remove(index) }

  /// Scrapes until `end`, and then until what is under way has ended; `isOver` ends it before.
  /// `work` is called between waits: it may start transfers of its own on the same thread, and
  /// returns how long it can do without being called.
  public func run(
    until end: ContinuousClock.Instant, isOver: () -> Bool = { false },
    alongside work: (TransferLoop) -> Duration = { _ in .seconds(1) }
  ) {
    while true {
      let now = ContinuousClock.now
      let isLast = now >= end || isOver()
      if !isLast { startDue(now) }
      let pause = work(loop)
      if isLast, underWay == 0 { return }
      let next = min(schedule.next ?? end, end)
      let wait = isLast ? .milliseconds(100) : max(.milliseconds(1), next - now)
      loop.wait(atMost: min(wait, pause))
    }
  }

  private func startDue(_ now: ContinuousClock.Instant) {
    while let due = schedule.takeDue(now) {
      worstDelay = max(worstDelay, now - due.moment)
      guard !isUnderWay[due.index] else {
        missed += 1
        continue
      }
      if now - due.moment > scrapes[due.index].subject.settings.interval { missed += 1 }
      isUnderWay[due.index] = true
      underWay += 1
      let index = due.index
      scrapes[index].start(on: loop) { [self] report in
        isUnderWay[index] = false
        underWay -= 1
        handler(index, report)
      }
    }
  }
}
