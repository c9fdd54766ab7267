//! Every kind at once.
