extension Configuration {
  /// A configuration with what there is to say of how it was found.
  public struct Loaded: Sendable {
    /// The configuration, with the jobs of `scrape_config_files` and absolute paths.
    public var configuration: Configuration
    /// Sentences about what was unwrapped and what is not evaluated.
    public var notes: [String]
  }

  /// Reads the configuration at `path` with all that it includes.
  public static func load(
    _ path: String, _ files: ConfigurationFiles
  ) throws(ConfigurationFault) -> Loaded {
    guard let bytes = files.content(path) else { throw .unreadable(path) }
    var loaded: Loaded
    do throws(Rejection) {
      loaded = try read(bytes, files.environment)
    } catch {
      throw .rejected(error, file: path)
    }
    for index in loaded.configuration.jobs.indices { loaded.configuration.jobs[index]?.file = path }
    loaded.configuration.setDirectory(Paths.directory(of: path))
    try loaded.configuration.include(files)
    loaded.notes += loaded.configuration.notEvaluatedNotes
    return loaded
  }

  private static func read(
    _ bytes: [UInt8], _ environment: (String) -> String?
  ) throws(Rejection) -> Loaded {
    if let wrapped = try WrappedConfiguration(bytes) { return try wrapped.read(environment) }
    return Loaded(
      configuration: try Configuration(parsing: bytes, environment: environment), notes: [])
  }

  /// Adds the jobs of `scrape_config_files` (`Config.GetScrapeConfigs`).
  private mutating func include(_ files: ConfigurationFiles) throws(ConfigurationFault) {
    var seen: [String: String] = [:]
    for job in scrapeJobs { seen[job.name] = "main config file" }
    for pattern in scrapeConfigFiles {
      for path in files.matching(pattern) {
        guard let bytes = files.content(path) else { throw .unreadable(path) }
        do throws(Rejection) {
          for var job in try Self.jobs(parsing: bytes, global: global) {
            if let first = seen[job.name] {
              throw Rejection(
                "found multiple scrape configs with job name \(GoQuote.quoted(job.name)), "
                  + "first found in \(first)", line: job.line)
            }
            seen[job.name] = GoQuote.quoted(path)
            job.file = path
            job.setDirectory(Paths.directory(of: path))
            jobs.append(job)
          }
        } catch {
          throw .rejected(error, file: path)
        }
      }
    }
  }

  private var notEvaluatedNotes: [String] {
    var notes = notEvaluated.map { "\($0): read for mistakes, not evaluated" }
    for job in scrapeJobs {
      for case .other(let other) in job.discovery {
        notes.append("job \(job.name): \(other.name)_sd_configs is not evaluated")
      }
      for case .kubernetes(let source) in job.discovery where !source.kubeconfigFile.isEmpty {
        notes.append("job \(job.name): kubeconfig_file \(source.kubeconfigFile)")
      }
    }
    return notes
  }
}
