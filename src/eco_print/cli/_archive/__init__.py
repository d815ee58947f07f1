"""The commands of `eco-print archive`, one a file, and what joins the archive to the stages."""
