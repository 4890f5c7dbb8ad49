extension MissingCondition: CustomStringConvertible {
  /// The condition, as the end of a sentence.
  public var description: String {
    switch self {
    case .peer(let failure): failure.description
    case .port(let failure): failure.description
    }
  }
}
