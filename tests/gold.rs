//! Accuracy on hand-marked articles: floors that may only rise.
