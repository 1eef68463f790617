/// Learned weights; `Training/train_listing_weights.py` writes this file.
extension ListingFeatures {
  static let intercept = -1.73
  /// The weights, in the order of `ListingFeature`.
  static let weights = [
    1.48,  // score
    1.11,  // members
    1.21,  // dates
    -0.72,  // singleDate
    2.27,  // datedMembers
    0.97,  // shortLinkText
    1.68,  // articleAddress
    2.31,  // documents
    0.84,  // continuedAddress
    0.62,  // main
    -0.38,  // navigation
    -1.37,  // otherZones
    -1.23,  // prose
    -2.59,  // proseShare
    -1.26,  // proseBefore
    -1.27,  // proseAfter
    -2.08,  // maximumProse
    -0.40,  // declaredArticle
    -0.95,  // publicationTime
    -1.51,  // articleData
    -0.68,  // headingLength
    -0.48,  // longHeading
    -0.94,  // titleLength
    -1.07,  // hyphens
    -1.69,  // digits
    -2.07,  // segmentLength
    -0.61,  // segments
    -1.38,  // dateInAddress
    0.76,  // directory
    1.20,  // front
    2.49,  // listingName
    0.40,  // pageNumber
  ]
}
