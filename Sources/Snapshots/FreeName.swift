/// Names beside each other: `node`, `node-2`, `node-3`.
public enum FreeName {
  /// `wanted`, or the first of its numbered ones that is not taken. `ending` stands behind the number.
  public static func first(
    for wanted: String, ending: String = "", isTaken: (String) -> Bool
  ) -> String {
    var free = wanted + ending
    var number = 2
    while isTaken(free) {
      free = "\(wanted)-\(number)\(ending)"
      number += 1
    }
    return free
  }
}
