import YAMLSyntax

extension RemoteWriteSettings {
  /// `[]*config.RemoteWriteConfig`.
  static let list = GoType<[RemoteWriteSettings?]>.list(
    of: .pointer(to: type), named: "[]*config.RemoteWriteConfig")

  private static let type = GoType<RemoteWriteSettings>(name: hooked.name, zero: hooked.zero) {
    (decoder, index, settings) throws(Rejection) in
    settings.line = decoder.tree[index].line
    return try hooked.decode(&decoder, index, &settings)
  }

  private static let hooked: GoType<RemoteWriteSettings> = .hooked(structure) {
    settings throws(Rejection) in
    try settings.validate()
  }

  private static let structure = GoStructure<RemoteWriteSettings>()
    .field("url", \.url, .url)
    .field("remote_timeout", \.remoteTimeout, .duration)
    .field("headers", \.headers, .map("map[string]string", of: .string))
    .field("write_relabel_configs", \.writeRelabelDrafts, RelabelDraft.list)
    .field("name", \.name, .string)
    .field("send_exemplars", \.sendExemplars, .bool)
    .field("send_native_histograms", \.sendNativeHistograms, .bool)
    .field("round_robin_dns", \.roundRobinDNS, .bool)
    .field("protobuf_message", \.protobufMessage, .named("remote.WriteMessageType"))
    .inline(HTTPClientSettings.fields, \.http)
    .field("queue_config", \.queue, RemoteWriteQueue.type)
    .field("metadata_config", \.metadata, MetadataSending.type)
    .cloud("sigv4")
    .cloud("azuread")
    .cloud("google_iam")
    .type("config.plain") { RemoteWriteSettings() }

  private static let messages = ["prometheus.WriteRequest", "io.prometheus.write.v2.Request"]

  private mutating func validate() throws(Rejection) {
    if url == nil { throw Rejection("url for remote_write is empty") }
    if writeRelabelDrafts.contains(nil) {
      throw Rejection("empty or null relabeling rule in remote write config")
    }
    try ReservedHeaders.checkRemote(headers)
    guard Self.messages.contains(protobufMessage) else {
      throw Rejection(
        "invalid protobuf_message value: unknown type for remote write protobuf message "
          + "\(protobufMessage), supported: \(Self.messages.joined(separator: ", "))")
    }
    try http.validate()
    var configured: [String] = []
    if http.basicAuth != nil { configured.append("basic_auth") }
    if http.authorization != nil { configured.append("authorization") }
    if http.oauth2 != nil { configured.append("oauth2") }
    configured += ["sigv4", "azuread", "google_iam"].filter(cloudAuthentication.contains)
    if configured.count > 1 {
      throw Rejection(
        "at most one of basic_auth, authorization, oauth2, sigv4, azuread or google_iam must be "
          + "configured. Currently configured: [\(configured.joined(separator: " "))]")
    }
  }
}

extension GoStructure<RemoteWriteSettings> {
  fileprivate func cloud(_ key: String) -> Self {
    custom(key) { (decoder, index, settings) throws(Rejection) in
      if !decoder.isAbsent(index) { settings.cloudAuthentication.append(key) }
    }
  }
}

extension RemoteWriteQueue {
  static let type = GoStructure<RemoteWriteQueue>()
    .field("capacity", \.capacity, .int)
    .field("max_shards", \.maxShards, .int)
    .field("min_shards", \.minShards, .int)
    .field("max_samples_per_send", \.maxSamplesPerSend, .int)
    .field("batch_send_deadline", \.batchSendDeadline, .duration)
    .field("min_backoff", \.minBackoff, .duration)
    .field("max_backoff", \.maxBackoff, .duration)
    .field("retry_on_http_429", \.retryOnRateLimit, .bool)
    .field("sample_age_limit", \.sampleAgeLimit, .duration)
    .type("config.QueueConfig") { RemoteWriteQueue() }
}

extension MetadataSending {
  static let type = GoStructure<MetadataSending>()
    .field("send", \.send, .bool)
    .field("send_interval", \.sendInterval, .duration)
    .field("max_samples_per_send", \.maxSamplesPerSend, .int)
    .type("config.MetadataConfig") { MetadataSending() }
}
