import ClusterAccess
import Scraping

extension ClusterOptions {
  /// Which cluster the discoveries of a configuration ask: their own, unless one is named.
  var world: LiveWorld.Cluster {
    let connect = { () throws(ClusterAccessError) in try connection() }
    return isNamed ? .chosen(connect) : .configured(otherwise: connect)
  }
}
