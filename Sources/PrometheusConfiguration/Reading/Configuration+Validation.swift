extension Configuration {
  /// What `Config.UnmarshalYAML` checks once everything is read.
  mutating func validate() throws(Rejection) {
    if global.isZero { global = GlobalSettings() }
    for path in ruleFiles where !Self.isRulePath(path) {
      throw Rejection("invalid rule file path \(GoQuote.quoted(path))")
    }
    for path in scrapeConfigFiles where !Self.isRulePath(path) {
      throw Rejection("invalid scrape config file path \(GoQuote.quoted(path))")
    }
    try validateJobs()
    try alerting.validate(scheme: global.metricNameValidationScheme)
    try validateRemotes()
  }

  private mutating func validateJobs() throws(Rejection) {
    var names: Set<String> = []
    for index in jobs.indices {
      guard var job = jobs[index] else { throw Rejection("empty or null scrape config section") }
      try job.validate(global)
      guard names.insert(job.name).inserted else {
        throw Rejection(
          "found multiple scrape configs with job name \(GoQuote.quoted(job.name))",
          line: job.line)
      }
      jobs[index] = job
    }
  }

  private mutating func validateRemotes() throws(Rejection) {
    var names: Set<String> = []
    for index in remoteWrite.indices {
      guard let write = remoteWrite[index] else {
        throw Rejection("empty or null remote write config section")
      }
      if !write.name.isEmpty, !names.insert(write.name).inserted {
        throw Rejection(
          "found multiple remote write configs with job name \(GoQuote.quoted(write.name))",
          line: write.line)
      }
      remoteWrite[index]?.writeRelabelConfigs = try RelabelDraft.rules(
        write.writeRelabelDrafts, scheme: global.metricNameValidationScheme)
    }
    names = []
    for name in remoteReadNames {
      guard let name else { throw Rejection("empty or null remote read config section") }
      if !name.isEmpty, !names.insert(name).inserted {
        throw Rejection(
          "found multiple remote read configs with job name \(GoQuote.quoted(name))")
      }
    }
  }

  /// `^[^*]*(\*[^/]*)?$`.
  private static func isRulePath(_ path: String) -> Bool {
    guard let star = path.firstIndex(of: "*") else { return true }
    return !path[star...].contains("/")
  }

  /// Puts variables of the environment into `external_labels`: `os.Expand`.
  mutating func expandExternalLabels(_ environment: (String) -> String?) {
    global.externalLabels = global.externalLabels.mapValues { value in
      GoExpansion.expanded(value) { name in name == "$" ? "$" : environment(name) ?? "" }
    }
  }
}
