/// Something in a configuration that Prometheus loads without a word, and that is wrong.
public struct Finding: Sendable, Hashable {
  /// What kind it is.
  public var kind: Kind
  /// The job, nil for the whole file.
  public var job: String?
  /// The file it stands in.
  public var file: String
  /// The line, from 1; 0 where it is not known.
  public var line: Int
  /// What is wrong and what it does, as a sentence.
  public var summary: String
  /// What to change, as a sentence.
  public var change: String

  /// A finding.
  public init(
    kind: Kind, job: String?, file: String, line: Int, summary: String, change: String
  ) {
    (self.kind, self.job, self.file, self.line) = (kind, job, file, line)
    (self.summary, self.change) = (summary, change)
  }

  /// The finding that `job` lacks a right, as the API server says.
  public static func missing(_ right: NeededRight, of job: ScrapeJob, at server: GoURL) -> Finding {
    Finding(
      kind: .rightMissing, job: job.name, file: job.file, line: job.line,
      summary: "the API server \(server.redacted) does not let the job's account \(right)",
      change: "Add to its Role or ClusterRole: \(right.rule)")
  }

  /// The kinds, by the names that JSON has.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A `ca_file` that is not there: the job never appears.
    case caFileMissing = "ca-file-missing"
    /// A token or password file that is not there: every scrape fails.
    case credentialsFileMissing = "credentials-file-missing"
    /// A client certificate or key that is not there: the job never appears.
    case clientCertificateMissing = "client-certificate-missing"
    /// `file_sd_configs` matches no file.
    case fileDiscoveryEmpty = "file-discovery-empty"
    /// `api_server` without `https://`.
    case apiServerWithoutScheme = "api-server-without-scheme"
    /// `api_server: https://:6443`.
    case apiServerWithoutHost = "api-server-without-host"
    /// A name that only resolves inside the cluster, in a job that discovers it from outside.
    case inClusterName = "in-cluster-name"
    /// A `?` in a path, which Prometheus escapes.
    case pathWithQuery = "path-with-query"
    /// `\${1}` or `\$1` left from a shell's here-document.
    case escapedReference = "escaped-reference"
    /// `//` where a shell ate `${1}`.
    case emptyReference = "empty-reference"
    /// `services/NAME/proxy`: one of many replicas answers.
    case serviceProxyMixesReplicas = "service-proxy-mixes-replicas"
    /// The rule for the proxy's path may not match: the API server's own /metrics is scraped.
    case proxyPathMayNotMatch = "proxy-path-may-not-match"
    /// A rule reads a `__meta_kubernetes_…` label that no role of the job has.
    case metaLabelNeverSet = "meta-label-never-set"
    /// `__params_x` for `__param_x`.
    case parameterLabelMisspelt = "parameter-label-misspelt"
    /// Credentials over plain http.
    case credentialsOverHTTP = "credentials-over-http"
    /// A target that is no host and port.
    case targetNotAHost = "target-not-a-host"
    /// The same target twice: one is silently dropped.
    case targetRepeated = "target-repeated"
    /// A job without any targets.
    case jobWithoutTargets = "job-without-targets"
    /// An interval of five minutes and more: series look stale in between.
    case intervalTooLong = "interval-too-long"
    /// Federation or a pushgateway without `honor_labels`.
    case honorLabelsMissing = "honor-labels-missing"
    /// `/probe` without a target parameter.
    case probeWithoutTarget = "probe-without-target"
    /// A right that the API server does not give the job's account.
    case rightMissing = "right-missing"
    /// `kubernetes_sd_configs` that only works inside a pod.
    case discoveryOnlyInCluster = "discovery-only-in-cluster"
  }
}
