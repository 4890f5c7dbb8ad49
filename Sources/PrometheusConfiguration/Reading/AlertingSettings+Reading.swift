import YAMLSyntax

extension AlertingSettings {
  static let type: GoType<AlertingSettings> = .hooked(
    structure, before: { $0 = AlertingSettings() },
    after: { alerting throws(Rejection) in
      if alerting.relabelConfigs.contains(nil) {
        throw Rejection("empty or null alert relabeling rule")
      }
    })

  private static let structure = GoStructure<AlertingSettings>()
    .field("alert_relabel_configs", \.relabelConfigs, RelabelDraft.list)
    .field(
      "alertmanagers", \.alertmanagers,
      .list(of: .pointer(to: AlertmanagerSettings.type), named: "config.AlertmanagerConfigs")
    )
    .type("config.plain") { AlertingSettings() }

  func validate(scheme: String) throws(Rejection) {
    _ = try RelabelDraft.rules(relabelConfigs, scheme: scheme)
    for case let manager? in alertmanagers {
      _ = try RelabelDraft.rules(manager.alertRelabelConfigs, scheme: scheme)
      _ = try RelabelDraft.rules(manager.relabelConfigs, scheme: scheme)
    }
  }
}

extension AlertmanagerSettings {
  private struct Draft: Sendable {
    var settings = AlertmanagerSettings()
    var entries = DiscoveryEntries()
  }

  static let type = GoType<AlertmanagerSettings>(
    name: "config.AlertmanagerConfig", zero: { AlertmanagerSettings() }
  ) { (decoder, index, settings) throws(Rejection) in
    var draft = Draft()
    let isGood = try hooked.decode(&decoder, index, &draft)
    settings = draft.settings
    return isGood
  }

  private static let hooked: GoType<Draft> = .hooked(structure) { draft throws(Rejection) in
    draft.settings.discovery = try draft.entries.read()
    try draft.settings.check()
  }

  private static let structure = GoStructure<Draft>()
    .inline(own, \.settings)
    .inline(DiscoveryEntries.fields, \.entries)
    .type("config.AlertmanagerConfig") { Draft() }

  private static let own = GoStructure<AlertmanagerSettings>()
    .inline(HTTPClientSettings.fields, \.http)
    .custom("sigv4") { (decoder, index, settings) throws(Rejection) in
      settings.hasSigV4 = !decoder.isAbsent(index)
    }
    .field("scheme", \.scheme, .string)
    .field("path_prefix", \.pathPrefix, .string)
    .field("timeout", \.timeout, .duration)
    .ignored("api_version", version)
    .field("relabel_configs", \.relabelConfigs, RelabelDraft.list)
    .field("alert_relabel_configs", \.alertRelabelConfigs, RelabelDraft.list)

  private static let version = GoType<String>.parsed("config.plain", zero: { "" }) {
    text throws(Rejection) in
    guard text == "v2" else {
      throw Rejection("expected Alertmanager api version to be one of [v2] but got \(text)")
    }
    return text
  }

  private mutating func check() throws(Rejection) {
    try http.validate()
    if hasSigV4, http.basicAuth != nil || http.authorization != nil || http.oauth2 != nil {
      throw Rejection(
        "at most one of basic_auth, authorization, oauth2, & sigv4 must be configured")
    }
    if relabelConfigs.isEmpty { try checkStaticTargets(discovery) }
    if relabelConfigs.contains(nil) {
      throw Rejection("empty or null Alertmanager target relabeling rule")
    }
    if alertRelabelConfigs.contains(nil) {
      throw Rejection("empty or null Alertmanager alert relabeling rule")
    }
  }
}
