//! The one place where records become numbers: what is due, dosage, fidelity, series.
