//! Sentence and paragraph boundaries, also where scraping glued them.
