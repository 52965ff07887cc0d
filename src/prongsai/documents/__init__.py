"""Documents (เอกสาร): one structured document, written as HTML, PDF, DOCX and XLSX; and files of others, read safely.

`model` is what everybody speaks; `html`, `pdf`, `docx`, `xlsx` write it; `reading` takes in foreign files.
"""
