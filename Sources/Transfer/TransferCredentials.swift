/// Who asks. Its descriptions never hold a secret.
public enum TransferCredentials: Sendable, Hashable {
  case none
  /// `Authorization: Basic …`.
  case basic(user: String, password: String)
  /// `Authorization: Bearer …`.
  case bearer(String)
}

extension TransferCredentials: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// `none`, `basic user <redacted>`, `bearer <redacted>`.
  public var description: String {
    switch self {
    case .none: "none"
    case .basic(let user, _): "basic \(user) <redacted>"
    case .bearer: "bearer <redacted>"
    }
  }

  /// The same.
  public var debugDescription: String { description }

  /// Nothing to look into, so that `dump` prints no secret either.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
