//! The shape of the house: who may import whom, how long a file may be.
