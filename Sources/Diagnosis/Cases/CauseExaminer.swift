/// Looks for one cause in a case. One type, one file, one cause.
protocol CauseExaminer: SendableMetatype {
  /// The cause it looks for.
  static var id: CauseID { get }
  /// The cause as this case shows it, nil where it does not.
  static func examine(_ scene: Case) -> Cause?
}
