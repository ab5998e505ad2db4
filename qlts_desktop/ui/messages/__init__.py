"""Every symbol's one text: errors, licence, form, states, signing. Nowhere else is a symbol turned into words."""
