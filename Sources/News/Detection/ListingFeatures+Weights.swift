/// Learned weights; `Training/train_listing_weights.py` writes this file.
extension ListingFeatures {
  static let intercept = -1.76
  /// The weights, in the order of `ListingFeature`.
  static let weights = [
    1.50,  // score
    1.11,  // members
    1.15,  // dates
    -0.62,  // singleDate
    2.25,  // datedMembers
    0.91,  // shortLinkText
    1.67,  // articleAddress
    2.34,  // documents
    0.87,  // continuedAddress
    0.61,  // main
    -0.37,  // navigation
    -1.38,  // otherZones
    -1.22,  // prose
    -2.58,  // proseShare
    -1.29,  // proseBefore
    -1.24,  // proseAfter
    -2.10,  // maximumProse
    -0.39,  // declaredArticle
    -0.93,  // publicationTime
    -1.52,  // articleData
    -0.68,  // headingLength
    -0.49,  // longHeading
    -0.83,  // titleLength
    -1.11,  // hyphens
    -1.76,  // digits
    -2.12,  // segmentLength
    -0.60,  // segments
    -1.39,  // dateInAddress
    0.77,  // directory
    1.17,  // front
    2.47,  // listingName
    0.40,  // pageNumber
  ]
}
