/// What a line of Prometheus' targets page or log can mean.
public struct ErrorExplanation: Sendable {
  /// The symptom.
  public var symptom: PrometheusSymptom
  /// The URL in the line, nil without one.
  public var url: String?
  /// The address that was dialled, `10.43.4.242:8082`, nil without one.
  public var target: String?
  /// The causes, the likeliest first, with commands that can be pasted.
  public var causes: [Cause]

  /// One cause.
  public struct Cause: Sendable, Hashable {
    /// Its name.
    public var id: CauseID
    /// What it is here.
    public var summary: String
    /// The command that decides.
    public var decide: String
  }

  /// Explains `line`; nil where no symptom is known for it.
  public init?(_ line: String) {
    guard let symptom = PrometheusSymptom.all.first(where: { $0.isShown(by: line) }) else {
      return nil
    }
    self.symptom = symptom
    let words = ErrorWords(line)
    url = words.url
    target = words.target
    causes = symptom.causes.map { candidate in
      Cause(id: candidate.id, summary: candidate.summary, decide: words.filled(candidate.decide))
    }
    causes = Self.sorted(causes, symptom, words)
  }

  /// What the URL itself says comes first: a path of the proxy, or a kubelet's port.
  private static func sorted(
    _ causes: [Cause], _ symptom: PrometheusSymptom, _ words: ErrorWords
  ) -> [Cause] {
    let isProxied = words.url.map { $0.contains("/proxy/") || $0.hasSuffix("/proxy") } ?? false
    let isKubelet = words.target?.hasSuffix(":10250") ?? false
    guard symptom.id == "http-403" || symptom.id == "http-503" else { return causes }
    let first: CauseID? = isProxied ? nil : isKubelet ? .kubeletForbidden : nil
    guard let first, causes.contains(where: { $0.id == first }) else { return causes }
    return causes.filter { $0.id == first } + causes.filter { $0.id != first }
  }
}
