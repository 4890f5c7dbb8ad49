import Documents

/// A program that hands out credentials: `users[].user.exec`, `client.authentication.k8s.io`.
public struct ExecPlugin: Sendable, Hashable {
  /// Where it stands in a kubeconfig.
  public var place: KubeconfigPlace
  /// The API it speaks: `client.authentication.k8s.io/v1`.
  public var apiVersion: String
  /// The program.
  public var command: String
  /// Its arguments.
  public var arguments: [String]
  /// What is added to its environment.
  public var environment: [Variable]
  /// What to tell someone who does not have it.
  public var installHint: String
  /// Whether it is told of the cluster.
  public var wantsClusterInfo: Bool
  /// Whether it may ask questions.
  public var interactiveMode: InteractiveMode

  /// A variable of the environment.
  public struct Variable: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Its value; may be secret.
    public var value: Secret
  }

  /// `interactiveMode`.
  public enum InteractiveMode: String, Sendable, Hashable, CaseIterable {
    case never = "Never"
    case ifAvailable = "IfAvailable"
    case always = "Always"
  }

  /// The versions that can be spoken; v1alpha1 went with Kubernetes 1.24.
  static let versions = [
    "client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1",
  ]
  static let extensionName = "client.authentication.k8s.io/exec"

  init(reading exec: FieldReader, place: KubeconfigPlace) throws(FieldError) {
    self.place = place
    apiVersion = try exec.requiredString("apiVersion")
    guard Self.versions.contains(apiVersion) else {
      throw exec.invalid(
        "apiVersion", "is \(apiVersion), and should be \(Self.versions.joined(separator: " or "))")
    }
    let command = try exec.requiredString("command")
    // A name is looked up in PATH; a relative path is relative to the kubeconfig's folder.
    self.command =
      command.contains("/")
      ? KubeconfigReader(bytes: [], file: place.file).path(command) : command
    arguments = try exec.strings("args")
    environment = []
    for entry in try exec.list("env") {
      environment.append(
        Variable(
          name: try entry.requiredString("name"), value: Secret(try entry.string("value") ?? "")))
    }
    installHint = try exec.string("installHint") ?? ""
    wantsClusterInfo = try exec.bool("provideClusterInfo") ?? false
    switch try exec.string("interactiveMode") {
    case nil, "": interactiveMode = .ifAvailable
    case .some(let text):
      guard let mode = InteractiveMode(rawValue: text) else {
        throw exec.invalid("interactiveMode", "should be Never, IfAvailable or Always")
      }
      interactiveMode = mode
    }
  }
}
