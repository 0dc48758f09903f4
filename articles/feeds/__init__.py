"""The newest stories for feed readers, with the whole text, pictures and credits, in three
forms: RSS 2.0, Atom and JSON Feed. Of the site, and of each section, author, source and tag."""
