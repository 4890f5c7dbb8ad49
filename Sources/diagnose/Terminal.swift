import Foundation
import Reporting

extension TextStyle {
  /// The style of standard output: as wide as the terminal, with colour only there and never with NO_COLOR.
  static var terminal: TextStyle {
    let environment = ProcessInfo.processInfo.environment
    guard isatty(STDOUT_FILENO) == 1 else { return TextStyle() }
    var size = winsize()
    let known = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    let plain = !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
    return TextStyle(width: known ? Int(size.ws_col) : 100, isColoured: !plain)
  }
}
